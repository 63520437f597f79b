<?php

declare(strict_types=1);

/** The request as the web server passed it on. */
final class Request
{
    public readonly string $method;
    public readonly string $path;

    public function __construct()
    {
        $this->method = $_SERVER['REQUEST_METHOD'];
        $this->path = explode('?', $_SERVER['REQUEST_URI'], 2)[0];
    }

    /** A parameter of the query, null when there is none of this name. */
    public function parameter(string $name): ?string
    {
        $value = $_GET[$name] ?? null;
        // `name[]=` makes PHP put an array there.
        return $value === null || is_string($value) ? $value : throw ServiceError::schemaValidation();
    }

    /** The token of `Authorization: Bearer TOKEN`, null for any other or no such field. */
    public function bearerToken(): ?string
    {
        $matches = preg_match('/\ABearer +(\S+)\z/i', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $parts);
        return $matches === 1 ? $parts[1] : null;
    }

    /** The JSON object in the body. */
    public function payload(): stdClass
    {
        try {
            $payload = json_decode(file_get_contents('php://input'), depth: 32, flags: JSON_THROW_ON_ERROR);
        } catch (JsonException) {
            throw ServiceError::schemaValidation();
        }
        return $payload instanceof stdClass ? $payload : throw ServiceError::schemaValidation();
    }
}
