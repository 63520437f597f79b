<?php

declare(strict_types=1);

/** Where the connection to the database comes from. */
final class Database
{
    private static ?PDO $connection = null;

    /** The connection of this process. It outlives the request; only this object is made anew. */
    public static function connection(): PDO
    {
        return self::$connection ??= self::open();
    }

    private static function open(): PDO
    {
        $connection = new PDO('sqlite:' . getenv('DATABASE'), options: [
            PDO::ATTR_PERSISTENT => true,
            // The busy timeout, in seconds.
            PDO::ATTR_TIMEOUT => 5,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_NUM,
            PDO::SQLITE_ATTR_EXTENDED_RESULT_CODES => true,
            // Without SQLITE_OPEN_CREATE: a wrong path is an error, not an empty database.
            PDO::SQLITE_ATTR_OPEN_FLAGS => PDO::SQLITE_OPEN_READWRITE,
        ]);
        // Foreign keys are off in a connection that nobody has set up, and asking is cheaper than setting up again.
        if ($connection->query('PRAGMA foreign_keys')->fetchColumn() === 0) {
            $connection->exec(
                'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON'
            );
        }
        return $connection;
    }
}
