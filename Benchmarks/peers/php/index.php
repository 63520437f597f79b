<?php

/*
 * The routes that the benchmarks measure, as PHP without a framework: php-fpm runs this file for every request.
 *
 * It is configured by two environment variables, which php-fpm.conf sets: DATABASE and SECRET_FILE.
 */

declare(strict_types=1);

// Only the files that a request needs are loaded, and with opcache that costs no more than a look-up each.
spl_autoload_register(static function (string $class): void {
    require __DIR__ . "/src/$class.php";
});

try {
    $response = Routes::answer(new Request());
} catch (ServiceError $error) {
    $response = $error->response();
} catch (Throwable $failure) {
    // Not (string) $failure: a stack trace shows the arguments of calls, passwords among them.
    error_log(sprintf('%s in %s:%d', $failure->getMessage(), $failure->getFile(), $failure->getLine()));
    $response = ServiceError::internalServer()->response();
}
$response->send();
