<?php

declare(strict_types=1);

/** The accounts in the database and their sessions. */
final class AccountStore
{
    /** @return array{string, string}|null id and password hash */
    public static function find(string $email): ?array
    {
        $select = Database::connection()->prepare('SELECT id, password FROM accounts WHERE email = ?');
        $select->execute([$email]);
        return $select->fetch() ?: null;
    }

    public static function openSession(string $tokenId, string $account, int $expires): void
    {
        // A transaction of its own, which takes the lock for writing before it reads, as BEGIN IMMEDIATE does.
        $insert = Database::connection()->prepare(
            'INSERT INTO sessions (fingerprint, account, expires) VALUES (?, ?, ?)'
        );
        $insert->bindValue(1, self::fingerprint($tokenId), PDO::PARAM_LOB);
        $insert->bindValue(2, $account, PDO::PARAM_LOB);
        $insert->bindValue(3, $expires, PDO::PARAM_INT);
        $insert->execute();
    }

    public static function hasSession(string $tokenId, string $account, int $now): bool
    {
        $select = Database::connection()->prepare(
            'SELECT 1 FROM sessions WHERE fingerprint = ? AND account = ? AND expires > ?'
        );
        $select->bindValue(1, self::fingerprint($tokenId), PDO::PARAM_LOB);
        $select->bindValue(2, $account, PDO::PARAM_LOB);
        $select->bindValue(3, $now, PDO::PARAM_INT);
        $select->execute();
        return $select->fetch() !== false;
    }

    /** What is stored of a token: enough to recognise it, not to make one. */
    private static function fingerprint(string $tokenId): string
    {
        return hash('sha256', $tokenId, binary: true);
    }
}
