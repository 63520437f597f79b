<?php

declare(strict_types=1);

/** What a page shows of a movie. */
final class Card
{
    private const SHOWN_LABELS = 3;

    public readonly string $id;
    public readonly string $name;
    public readonly int $hue;
    public readonly int $pattern;
    public readonly string $monogram;
    /** @var list<string> */
    public readonly array $genres;
    /** @var list<string> */
    public readonly array $casts;
    public readonly int $others;

    /** @param array{string, string, string, string, string} $row id, name, casts, genres, added_by */
    public function __construct(array $row)
    {
        [$id, $this->name, $casts, $genres] = $row;
        $this->id = bin2hex($id);
        // Colour and pattern: FNV-1a of 32 bits over the identifier, with its bits mixed once more.
        $hash = 2166136261;
        foreach (unpack('C*', $id) as $byte) {
            $hash = (($hash ^ $byte) * 16777619) & 0xFFFFFFFF;
        }
        $hash ^= $hash >> 15;
        $this->hue = $hash % 24;
        $this->pattern = intdiv($hash, 24) % 8;
        $this->monogram = self::monogram($this->name);
        $casts = json_decode($casts);
        $this->genres = array_slice(json_decode($genres), 0, self::SHOWN_LABELS);
        $this->casts = array_slice($casts, 0, self::SHOWN_LABELS);
        $this->others = count($casts) - self::SHOWN_LABELS;
    }

    private static function monogram(string $name): string
    {
        preg_match_all('/(?:^|[\s-])[^\s\p{L}\p{N}-]*([\p{L}\p{N}])/u', $name, $found);
        $letters = implode('', array_slice($found[1], 0, 2));
        return $letters === '' ? '?' : strtoupper($letters);
    }
}
