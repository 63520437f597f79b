<?php

declare(strict_types=1);

/** The collection over HTTP. */
final class MovieHandlers
{
    private const PUBLIC_URL = 'http://localhost:8080';

    public static function show(string $id): Response
    {
        $id = Identifier::bytes($id) ?? throw ServiceError::movieNotExists();
        $row = MovieStore::find($id) ?? throw ServiceError::movieNotExists();
        return new Response(MovieJSON::one($row));
    }

    public static function list(Request $request): Response
    {
        $position = new PagePosition($request);
        // One row more tells whether a page follows.
        $rows = MovieStore::after($position->after, $position->limit + 1);
        if (count($rows) <= $position->limit) {
            return new Response(MovieJSON::many($rows));
        }
        array_pop($rows);
        $next = self::PUBLIC_URL . '/api/movies?' . $position->queryAfter(end($rows)[0]);
        return new Response(MovieJSON::many($rows), link: "<$next>; rel=\"next\"");
    }

    public static function add(Request $request): Response
    {
        $account = Authentication::account($request);
        $id = MovieStore::add(new MovieDraft($request->payload()), $account);
        return new Response(JSON::encode(['id' => bin2hex($id)]));
    }
}
