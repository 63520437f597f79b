<?php

declare(strict_types=1);

/** Passwords and their bcrypt hashes. */
final class Password
{
    /** Compared with when nobody has the address, so that the time of an answer does not tell who has an account. */
    public const HASH_OF_NOBODY = '$2y$12$X7seJJYz/ihEIDtUB8QXH.VTmWV/ReVkAaDU.yIPR8V05/Bcy7uRq';

    /** bcrypt sees no more bytes than these. */
    private const LONGEST = 72;

    public static function matches(string $password, string $hash): bool
    {
        $matches = password_verify($password, $hash);
        // bcrypt ends at a NUL, too: what it did not see must not count as right.
        return $matches && strlen($password) <= self::LONGEST && !str_contains($password, "\0");
    }
}
