<?php

declare(strict_types=1);

/** Accounts over HTTP. */
final class AccountHandlers
{
    private const TOKEN_SECONDS = 604800;

    public static function logIn(Request $request): Response
    {
        $payload = $request->payload();
        $email = $payload->email ?? null;
        $password = $payload->password ?? null;
        if (!is_string($email) || !is_string($password)) {
            throw ServiceError::schemaValidation();
        }
        [$account, $hash] = AccountStore::find($email) ?? [null, Password::HASH_OF_NOBODY];
        if (!Password::matches($password, $hash) || $account === null) {
            throw ServiceError::unauthorized();
        }
        return new Response(JSON::encode(['token' => self::newToken($account)]));
    }

    private static function newToken(string $account): string
    {
        $now = time();
        $tokenId = Base64URL::encode(random_bytes(16));
        AccountStore::openSession($tokenId, $account, $now + self::TOKEN_SECONDS);
        return Token::sign([
            'iss' => 'movie-bag',
            'sub' => bin2hex($account),
            'identity' => bin2hex($account),
            'type' => 'access',
            'fresh' => false,
            'iat' => $now,
            'nbf' => $now,
            'exp' => $now + self::TOKEN_SECONDS,
            'jti' => $tokenId,
        ]);
    }
}
