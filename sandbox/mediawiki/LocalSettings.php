<?php
// The practice wiki's settings. Addresses and the data folder come from the environment, so that
// one code tree serves many wikis.

$newsdeskData = getenv( 'WIKI_DATA' );
// What tests switch on and off; the gateway's own log-ins are no part of what is tested.
$newsdeskSwitches = PHP_SAPI === 'cli' || isset( $_SERVER['HTTP_X_GATEWAY_LOGIN'] ) ? []
	: json_decode( @file_get_contents( "$newsdeskData/switches.json" ), true ) ?? [];

$wgSitename = 'Practice wiki';
$wgMetaNamespace = 'Project';
$wgServer = getenv( 'WIKI_SERVER' );
$wgScriptPath = '/w';
$wgArticlePath = '/wiki/$1';
$wgUsePathInfo = true;
// Cookies know no ports: two practice wikis on one machine must not share a login.
$wgCookiePrefix = 'practicewiki' . parse_url( $wgServer, PHP_URL_PORT );
$wgSecretKey = str_repeat( 'practice', 8 );
$wgUpgradeKey = 'practice';
$wgLanguageCode = 'en';
$wgLocaltimezone = 'UTC';

$newsdeskDatabase = static fn ( string $name ) => [
	'type' => 'sqlite',
	'dbname' => $name,
	'tablePrefix' => '',
	'variables' => [ 'synchronous' => 'NORMAL' ],
	'dbDirectory' => $newsdeskData,
	'trxMode' => 'IMMEDIATE',
	'flags' => 0,
];
$wgDBtype = 'sqlite';
$wgDBname = 'wiki';
$wgSQLiteDataDir = $newsdeskData;
// Caches (with sessions and rate limits in them) and jobs in files of their own, as the installer
// sets them up, so that they don't wait for edits.
$wgObjectCaches[CACHE_DB] = [
	'class' => SqlBagOStuff::class,
	'loggroup' => 'SQLBagOStuff',
	'server' => $newsdeskDatabase( 'wikicache' ),
];
$wgMainCacheType = CACHE_DB;
$wgSessionCacheType = CACHE_DB;
$wgResourceLoaderUseObjectCacheForDeps = true;
$wgJobTypeConf['default'] = [
	'class' => JobQueueDB::class,
	'claimTTL' => 3600,
	'server' => $newsdeskDatabase( 'wiki_jobqueue' ),
];
// The interface's words are the same for every wiki of one code tree: all of them share the files.
$wgLocalisationCacheConf['store'] = 'files';
$wgLocalisationCacheConf['storeDirectory'] = dirname( MW_INSTALL_PATH ) . '/words';
$wgResourceLoaderMaxage = [ 'versioned' => 3600, 'unversioned' => 60 ];

$wgEnableEmail = false;
$wgEnableUploads = false;
$wgUseInstantCommons = false;
$wgUseGzip = false;
$wgDiff3 = '/usr/bin/diff3';
$wgShowExceptionDetails = true;
$wgAutoConfirmAge = 0;
$wgAutoConfirmCount = 0;
$wgPasswordAttemptThrottle = [];
// Everybody knows the practice passwords: nothing is gained by making them slow to try.
$wgPasswordConfig['pbkdf2']['cost'] = '1';
$wgAllowUserJs = true;
$wgAllowUserCss = true;

wfLoadSkin( 'Vector' );
wfLoadSkin( 'MinervaNeue' );
wfLoadSkin( 'Timeless' );
$wgVectorResponsive = true;
$wgDefaultSkin = 'vector-2022';
$wgFavicon = false;
wfLoadExtension( 'ParserFunctions' );
wfLoadExtension( 'TemplateData' );
wfLoadExtension( 'Gadgets' );
wfLoadExtension( 'Scribunto' );
// The package's own Lua is not executable.
$wgScribuntoDefaultEngine = 'luasandbox';

// Where the Translate and SyntaxHighlight extensions are, these tags take their content apart;
// here their content is shown.
$wgHooks['ParserFirstCallInit'][] = static function ( Parser $parser ) {
	$parser->setHook( 'translate', static function ( $text, array $args, Parser $parser, PPFrame $frame ) {
		$text = preg_replace( '/<!--T:\d+-->\n?/', '', $text ?? '' );
		return $parser->recursiveTagParse( $text, $frame );
	} );
	$parser->setHook( 'tvar', static function ( $text, array $args, Parser $parser, PPFrame $frame ) {
		return $parser->recursiveTagParse( $text ?? '', $frame );
	} );
	$parser->setHook( 'languages', static fn () => '' );
	$parser->setHook( 'syntaxhighlight', static fn ( $text ) => Html::element( 'pre', [], $text ?? '' ) );
};

// Translate says so of the pages that it makes: a translation is in the language of its title's end.
$wgHooks['PageContentLanguage'][] = static function ( Title $title, &$language ) {
	[ $original, $code ] = preg_match( '!^(.+)/([^/]+)$!', $title->getText(), $found )
		? array_slice( $found, 1 ) : [ '', '' ];
	if ( $code && Language::isSupportedLanguage( $code )
		&& Title::makeTitleSafe( $title->getNamespace(), $original )->exists()
	) {
		$language = $code;
	}
};

// All practice users share 127.0.0.1, so one blocked user would block everybody.
$wgHooks['AbortAutoblock'][] = static fn () => false;

$wgRateLimits = [];
if ( isset( $newsdeskSwitches['ratelimits'] ) ) {
	$wgRateLimits['edit']['user'] = [ $newsdeskSwitches['ratelimits'], 60 ];
}
if ( isset( $newsdeskSwitches['models'] ) ) {
	$wgGroupPermissions['*']['editcontentmodel'] = false;
	$wgGroupPermissions['user']['editcontentmodel'] = false;
}
if ( isset( $newsdeskSwitches['readonly'] ) ) {
	$wgReadOnly = $newsdeskSwitches['readonly'];
}
if ( isset( $newsdeskSwitches['lag'] ) ) {
	$wgHooks['ApiMaxLagInfo'][] = static function ( array &$lagInfo ) use ( $newsdeskSwitches ) {
		$lagInfo = [ 'host' => 'replica', 'lag' => $newsdeskSwitches['lag'], 'type' => 'db' ];
	};
}

// The OAuth extension tags the edits made through it; here the gateway names the consumer.
if ( isset( $_SERVER['HTTP_X_GATEWAY_CONSUMER'] ) ) {
	$wgHooks['RecentChange_save'][] = static function ( RecentChange $change ) {
		$change->addTags( [ 'OAuth CID: ' . (int)$_SERVER['HTTP_X_GATEWAY_CONSUMER'] ] );
	};
}
