<?php

declare(strict_types=1);

/** Finds out who sends a request. */
final class Authentication
{
    /** The account whose good access token the request carries, as its twelve bytes. */
    public static function account(Request $request): string
    {
        $token = $request->bearerToken();
        $claims = $token === null ? null : Token::verify($token);
        $now = time();
        if (!self::isGood($claims, $now)) {
            throw ServiceError::badAccessToken();
        }
        $account = Identifier::bytes($claims->sub);
        if ($account === null || !AccountStore::hasSession($claims->jti, $account, $now)) {
            throw ServiceError::badAccessToken();
        }
        return $account;
    }

    private static function isGood(?stdClass $claims, int $now): bool
    {
        return $claims !== null
            && ($claims->type ?? null) === 'access'
            && is_int($claims->exp ?? null) && $claims->exp > $now
            && is_string($claims->sub ?? null)
            && is_string($claims->jti ?? null);
    }
}
