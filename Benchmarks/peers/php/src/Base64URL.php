<?php

declare(strict_types=1);

/** Base 64 in the alphabet for URLs, without padding (RFC 7515, section 2). */
final class Base64URL
{
    public static function encode(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }

    /** The bytes, null for text that has another alphabet. */
    public static function decode(string $text): ?string
    {
        $bytes = base64_decode(strtr($text, '-_', '+/'), strict: true);
        return $bytes === false ? null : $bytes;
    }
}
