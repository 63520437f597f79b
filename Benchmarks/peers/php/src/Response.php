<?php

declare(strict_types=1);

/** An answer in JSON. */
final class Response
{
    public function __construct(
        private readonly string $json,
        private readonly int $status = 200,
        private readonly ?string $link = null,
    ) {
    }

    public function send(): void
    {
        http_response_code($this->status);
        header('Content-Type: application/json');
        header('X-Content-Type-Options: nosniff');
        header('Content-Length: ' . strlen($this->json));
        if ($this->link !== null) {
            header("Link: $this->link");
        }
        echo $this->json;
    }
}
