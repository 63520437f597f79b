<?php

declare(strict_types=1);

/** How movies are written; casts and genres are JSON already. */
final class MovieJSON
{
    /** @param array{string, string, string, string, string} $row */
    public static function one(array $row): string
    {
        [$id, $name, $casts, $genres, $owner] = $row;
        return '{"_id":{"$oid":"' . bin2hex($id) . '"},"name":' . JSON::encode($name) . ',"casts":' . $casts
            . ',"genres":' . $genres . ',"added_by":{"$oid":"' . bin2hex($owner) . '"}}';
    }

    /** @param list<array{string, string, string, string, string}> $rows */
    public static function many(array $rows): string
    {
        return '[' . implode(',', array_map(self::one(...), $rows)) . ']';
    }
}
