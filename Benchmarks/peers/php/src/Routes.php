<?php

declare(strict_types=1);

/** Which request is answered by what. */
final class Routes
{
    private const ONE_MOVIE = '/api/movies/';

    public static function answer(Request $request): Response
    {
        $path = $request->path;
        return match (true) {
            $request->method === 'GET' && $path === '/api/movies' => MovieHandlers::list($request),
            $request->method === 'GET' && self::isOneMovie($path)
                => MovieHandlers::show(substr($path, strlen(self::ONE_MOVIE))),
            $request->method === 'POST' && $path === '/api/movies' => MovieHandlers::add($request),
            $request->method === 'POST' && $path === '/api/auth/login' => AccountHandlers::logIn($request),
            $request->method === 'GET' && $path === '/' => CollectionPage::show($request),
            default => throw ServiceError::notFound(),
        };
    }

    private static function isOneMovie(string $path): bool
    {
        return preg_match('~\A/api/movies/[^/]+\z~', $path) === 1;
    }
}
