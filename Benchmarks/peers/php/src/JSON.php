<?php

declare(strict_types=1);

/** Writes JSON with no space and no escape that RFC 8259 does not ask for. */
final class JSON
{
    private const FLAGS =
        JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR;

    public static function encode(mixed $value): string
    {
        return json_encode($value, self::FLAGS);
    }
}
