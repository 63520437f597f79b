<?php

declare(strict_types=1);

/** Signed tokens: JSON Web Tokens in the compact form, HS256 only (RFC 7515, section 3.1). */
final class Token
{
    public static function sign(array $claims): string
    {
        $header = Base64URL::encode(JSON::encode(['alg' => 'HS256', 'typ' => 'JWT']));
        $signed = $header . '.' . Base64URL::encode(JSON::encode($claims));
        return $signed . '.' . self::signature($signed);
    }

    /** The claims of a token that was signed with our secret, null for any other. */
    public static function verify(string $token): ?stdClass
    {
        $parts = explode('.', $token);
        if (count($parts) !== 3) {
            return null;
        }
        [$header, $claims, $signature] = $parts;
        if (!hash_equals(self::signature("$header.$claims"), $signature)) {
            return null;
        }
        return (self::object($header)?->alg ?? null) === 'HS256' ? self::object($claims) : null;
    }

    private static function object(string $part): ?stdClass
    {
        $value = json_decode(Base64URL::decode($part) ?? '', depth: 8);
        return $value instanceof stdClass ? $value : null;
    }

    private static function signature(string $signed): string
    {
        return Base64URL::encode(hash_hmac('sha256', $signed, self::secret(), binary: true));
    }

    /** The bytes of the secret's file less one trailing newline. */
    private static function secret(): string
    {
        $secret = file_get_contents(getenv('SECRET_FILE'));
        if ($secret === false || $secret === '') {
            // An empty key would let everybody sign.
            throw new RuntimeException('there is no secret in SECRET_FILE');
        }
        return str_ends_with($secret, "\n") ? substr($secret, 0, -1) : $secret;
    }
}
