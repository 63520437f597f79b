<?php

declare(strict_types=1);

/** An answer, in JSON if nothing else is said. */
final class Response
{
    public function __construct(
        private readonly string $body,
        private readonly int $status = 200,
        private readonly ?string $link = null,
        private readonly string $type = 'application/json',
    ) {
    }

    public function send(): void
    {
        http_response_code($this->status);
        header("Content-Type: $this->type");
        header('X-Content-Type-Options: nosniff');
        header('Content-Length: ' . strlen($this->body));
        if ($this->link !== null) {
            header("Link: $this->link");
        }
        echo $this->body;
    }
}
