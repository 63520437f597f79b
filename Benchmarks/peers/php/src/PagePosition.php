<?php

declare(strict_types=1);

/** Which part of the list is asked for: `?limit=N&after=ID`. */
final class PagePosition
{
    private const LARGEST_LIMIT = 1000;

    public readonly int $limit;
    /** The bytes of an id; none of them is before every id. */
    public readonly string $after;
    /** Whether the request named a limit, which the link to the next page then repeats. */
    private readonly bool $namesLimit;

    public function __construct(Request $request)
    {
        $limit = $request->parameter('limit');
        $after = $request->parameter('after');
        $this->namesLimit = $limit !== null;
        $this->limit = $limit === null ? self::LARGEST_LIMIT : self::checked($limit);
        $this->after = $after === null ? '' : Identifier::bytes($after) ?? throw ServiceError::schemaValidation();
    }

    /** The query that continues behind the id. */
    public function queryAfter(string $id): string
    {
        return ($this->namesLimit ? "limit=$this->limit&" : '') . 'after=' . bin2hex($id);
    }

    private static function checked(string $limit): int
    {
        $fits = preg_match('/\A[0-9]{1,9}\z/', $limit) === 1 && $limit >= 1 && $limit <= self::LARGEST_LIMIT;
        return $fits ? (int) $limit : throw ServiceError::schemaValidation();
    }
}
