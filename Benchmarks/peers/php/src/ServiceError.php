<?php

declare(strict_types=1);

/** An error that clients may rely on: its name, its sentence and its status. */
final class ServiceError extends Exception
{
    private function __construct(
        private readonly string $name,
        private readonly int $status,
        private readonly string $sentence,
    ) {
        parent::__construct($sentence);
    }

    public static function schemaValidation(): self
    {
        return new self('SchemaValidation', 400, 'Request is missing required fields');
    }

    public static function movieAlreadyExists(): self
    {
        return new self('MovieAlreadyExists', 400, 'Movie with given name already exists');
    }

    public static function movieNotExists(): self
    {
        return new self('MovieNotExists', 400, "Movie with given id doesn't exists");
    }

    public static function unauthorized(): self
    {
        return new self('Unauthorized', 401, 'Invalid username or password');
    }

    public static function badAccessToken(): self
    {
        return new self('BadAccessToken', 401, 'Invalid access token');
    }

    public static function notFound(): self
    {
        return new self('NotFound', 404, 'No such resource');
    }

    public static function internalServer(): self
    {
        return new self('InternalServer', 500, 'Something went wrong');
    }

    public function response(): Response
    {
        $body = ['error' => $this->name, 'message' => $this->sentence, 'status' => $this->status];
        return new Response(JSON::encode($body), $this->status);
    }
}
