<?php
// Fills a new wiki from a plan on standard input (see sandbox/seed.py), in one process: users,
// interwiki prefixes, then page revisions in order of time, protections and blocks.

use MediaWiki\Auth\AuthManager;
use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\SlotRecord;

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

class Seed extends Maintenance {
	public function execute() {
		$plan = json_decode( $this->getStdin( Maintenance::STDIN_ALL ), true, 32, JSON_THROW_ON_ERROR );
		foreach ( $plan['accounts'] as $account ) {
			$this->addAccount( $account );
		}
		// The installer's own revision of the main page is as old as the wiki, not of today.
		$this->getDB( DB_PRIMARY )->update(
			'revision', [ 'rev_timestamp' => $plan['founded'] ], '*', __METHOD__
		);
		foreach ( $plan['interwiki'] as $prefix => $url ) {
			$this->getDB( DB_PRIMARY )->replace( 'interwiki', 'iw_prefix', [
				'iw_prefix' => $prefix, 'iw_url' => $url, 'iw_api' => '', 'iw_wikiid' => '',
				'iw_local' => 1, 'iw_trans' => 0,
			], __METHOD__ );
		}
		foreach ( $plan['revisions'] as $revision ) {
			$this->addRevision( $revision );
		}
		MWTimestamp::setFakeTime( false );
		foreach ( $plan['accounts'] as $account ) {
			if ( $account['blocked'] !== '' ) {
				$this->block( $account, $plan['founder'] );
			}
		}
		MWTimestamp::setFakeTime( false );
		SiteStatsInit::doAllAndCommit( $this->getDB( DB_PRIMARY ) );
		// Each later visit does one job: until these were done, pages would print old lists.
		DeferredUpdates::doUpdates();
		MediaWikiServices::getInstance()->getJobRunner()->run( [] );
		// They keep for an hour that no page uses the others, which is over when templates come.
		ObjectCache::getInstance( CACHE_DB )->deleteAll();
	}

	private function addAccount( array $account ) {
		MWTimestamp::setFakeTime( $account['registered'] );
		$services = MediaWikiServices::getInstance();
		$user = $services->getUserFactory()->newFromName( $account['name'] );
		$this->insist( $services->getAuthManager()->autoCreateUser(
			$user, AuthManager::AUTOCREATE_SOURCE_MAINT, false
		) );
		$this->insist( $user->changeAuthenticationData( [
			'username' => $user->getName(),
			'password' => $account['password'],
			'retype' => $account['password'],
		] ) );
		$services->getUserGroupManager()->addUserToMultipleGroups( $user, $account['groups'] );
	}

	private function addRevision( array $revision ) {
		MWTimestamp::setFakeTime( $revision['time'] );
		$services = MediaWikiServices::getInstance();
		$title = Title::newFromTextThrow( $revision['title'] );
		$user = $services->getUserFactory()->newFromName( $revision['user'] );
		$page = $services->getWikiPageFactory()->newFromTitle( $title );
		$updater = $page->newPageUpdater( $user );
		$updater->setContent(
			SlotRecord::MAIN,
			ContentHandler::makeContent( $revision['text'], $title, $revision['model'] )
		);
		$updater->saveRevision( CommentStoreComment::newUnsavedComment( $revision['comment'] ) );
		$this->insist( $updater->getStatus() );
		if ( $revision['protect'] !== '' ) {
			$cascade = false;
			$level = [ 'edit' => $revision['protect'], 'move' => $revision['protect'] ];
			$forever = [ 'edit' => 'infinity', 'move' => 'infinity' ];
			$this->insist( $page->doUpdateRestrictions( $level, $forever, $cascade, '', $user ) );
		}
	}

	private function block( array $account, string $by ) {
		$services = MediaWikiServices::getInstance();
		$this->insist( $services->getBlockUserFactory()->newBlockUser(
			$account['name'], $services->getUserFactory()->newFromName( $by ),
			'infinity', $account['blocked'], [ 'isAutoblocking' => false ]
		)->placeBlockUnsafe() );
	}

	private function insist( StatusValue $status ) {
		if ( !$status->isOK() ) {
			$this->fatalError( Status::wrap( $status )->getWikiText( false, false, 'en' ) );
		}
	}
}

$maintClass = Seed::class;
require_once RUN_MAINTENANCE_IF_MAIN;
