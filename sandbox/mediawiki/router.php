<?php
// PHP's own server answers 404 for titles with a dot, so every address is mapped here.
// It is started in the folder that holds the code tree as "w".

$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ?? '/' );
$root = $_SERVER['DOCUMENT_ROOT'];

if ( preg_match( '!^/w/(resources|skins|extensions)/!', $path ) && !str_ends_with( $path, '.php' ) ) {
	return false;
}
if ( preg_match( '!^/w/(api|index|load|rest|opensearch_desc)\.php(/.*)?$!', $path, $found ) ) {
	$script = $found[1];
} elseif ( $path === '/' || $path === '/w/' || str_starts_with( $path, '/wiki/' ) ) {
	$script = 'index';
} else {
	http_response_code( 404 );
	header( 'Content-Type: text/plain; charset=utf-8' );
	echo "There is nothing at this address.\n";
	return true;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/w/$script.php";
$_SERVER['SCRIPT_FILENAME'] = "$root/w/$script.php";
$_SERVER['PATH_INFO'] = $found[2] ?? '';
chdir( "$root/w" );
require "$root/w/$script.php";
