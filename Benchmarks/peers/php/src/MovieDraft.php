<?php

declare(strict_types=1);

/** A movie that may be added; casts and genres are the JSON text that is stored. */
final class MovieDraft
{
    private const LONGEST_NAME = 300;
    private const LONGEST_LABEL = 200;
    private const MOST_LABELS = 200;

    public readonly string $name;
    public readonly string $casts;
    public readonly string $genres;

    public function __construct(stdClass $payload)
    {
        $this->name = self::text($payload->name ?? null, self::LONGEST_NAME);
        $this->casts = self::labels($payload->casts ?? null);
        $this->genres = self::labels($payload->genres ?? null);
    }

    private static function labels(mixed $value): string
    {
        if (!is_array($value) || $value === [] || count($value) > self::MOST_LABELS) {
            throw ServiceError::schemaValidation();
        }
        foreach ($value as $label) {
            self::text($label, self::LONGEST_LABEL);
        }
        return JSON::encode($value);
    }

    private static function text(mixed $value, int $longest): string
    {
        $fits = is_string($value) && preg_match('/\A[^\0]{1,' . $longest . '}\z/u', $value) === 1;
        return $fits ? $value : throw ServiceError::schemaValidation();
    }
}
