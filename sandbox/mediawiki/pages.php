<?php
// Saves pages given as JSON on standard input (see sandbox/installing.py), in one process. A page
// that somebody else edited last stays as it is.

use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\SlotRecord;

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

class Pages extends Maintenance {
	private const BY = 'Newsdesk installer';

	public function execute() {
		$user = User::newSystemUser( self::BY, [ 'steal' => true ] );
		$pages = json_decode( $this->getStdin( Maintenance::STDIN_ALL ), true, 32, JSON_THROW_ON_ERROR );
		foreach ( $pages as $page ) {
			$title = Title::newFromTextThrow( $page['title'] );
			$this->save( $title, $page, $user );
		}
		// What uses these pages shows their new text at once.
		DeferredUpdates::doUpdates();
		MediaWikiServices::getInstance()->getJobRunner()->run( [] );
	}

	private function save( Title $title, array $page, User $user ) {
		$wikiPage = MediaWikiServices::getInstance()->getWikiPageFactory()->newFromTitle( $title );
		$there = $wikiPage->getRevisionRecord();
		if ( $there && $there->getUser()->getName() !== self::BY ) {
			return;
		}
		$updater = $wikiPage->newPageUpdater( $user );
		$updater->setContent(
			SlotRecord::MAIN,
			ContentHandler::makeContent( $page['text'], $title, $page['model'] )
		);
		$updater->saveRevision( CommentStoreComment::newUnsavedComment( 'Install Newsdesk' ) );
		if ( !$updater->getStatus()->isOK() ) {
			$reason = Status::wrap( $updater->getStatus() )->getWikiText( false, false, 'en' );
			$this->fatalError( $page['title'] . ": $reason" );
		}
	}
}

$maintClass = Pages::class;
require_once RUN_MAINTENANCE_IF_MAIN;
