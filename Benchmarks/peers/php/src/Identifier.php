<?php

declare(strict_types=1);

/** Twelve bytes, written as 24 lower-case hexadecimal digits. */
final class Identifier
{
    /** The bytes of a new one: four of seconds since 1970, so that they sort by time, then eight at random. */
    public static function generate(): string
    {
        return pack('N', time()) . random_bytes(8);
    }

    /** The bytes of a written one, null for text that is none. */
    public static function bytes(string $text): ?string
    {
        return preg_match('/\A[0-9a-f]{24}\z/', $text) === 1 ? hex2bin($text) : null;
    }
}
