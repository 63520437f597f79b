<?php

declare(strict_types=1);

/** The movies in the database. A row is a list: id, name, casts, genres, added_by. */
final class MovieStore
{
    /** SQLITE_CONSTRAINT_UNIQUE */
    private const NOT_UNIQUE = 2067;

    /** @return array{string, string, string, string, string}|null */
    public static function find(string $id): ?array
    {
        $select = Database::connection()->prepare(
            'SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id = ?'
        );
        $select->bindValue(1, $id, PDO::PARAM_LOB);
        $select->execute();
        return $select->fetch() ?: null;
    }

    /** @return list<array{string, string, string, string, string}> at most `$count` rows in the order of ids */
    public static function after(string $id, int $count): array
    {
        $select = Database::connection()->prepare(
            'SELECT id, key AS name, casts, genres, added_by FROM movies WHERE id > ? ORDER BY id LIMIT ?'
        );
        $select->bindValue(1, $id, PDO::PARAM_LOB);
        $select->bindValue(2, $count, PDO::PARAM_INT);
        $select->execute();
        return $select->fetchAll();
    }

    public static function count(): int
    {
        return Database::connection()->query('SELECT documents FROM collection')->fetchColumn();
    }

    /** @return list<array{string, int}> at most `$count` genres by name, each with the number of its movies */
    public static function genres(int $count): array
    {
        $select = Database::connection()->prepare('SELECT name, movies FROM labels WHERE kind = 0 ORDER BY key LIMIT ?');
        $select->bindValue(1, $count, PDO::PARAM_INT);
        $select->execute();
        return $select->fetchAll();
    }

    /** Adds a movie and returns its id. */
    public static function add(MovieDraft $draft, string $account): string
    {
        $id = Identifier::generate();
        // A transaction of its own, which takes the lock for writing before it reads, as BEGIN IMMEDIATE does.
        $insert = Database::connection()->prepare(
            'INSERT INTO movies (id, key, casts, genres, added_by) VALUES (?, ?, ?, ?, ?)'
        );
        $insert->bindValue(1, $id, PDO::PARAM_LOB);
        $insert->bindValue(2, $draft->name);
        $insert->bindValue(3, $draft->casts);
        $insert->bindValue(4, $draft->genres);
        $insert->bindValue(5, $account, PDO::PARAM_LOB);
        try {
            $insert->execute();
        } catch (PDOException $error) {
            throw $error->errorInfo[1] === self::NOT_UNIQUE ? ServiceError::movieAlreadyExists() : $error;
        }
        return $id;
    }
}
