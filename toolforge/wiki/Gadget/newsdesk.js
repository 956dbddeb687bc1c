/* Shows where each item of the news page is posted. */
( function () {
	var tool = 'https://newsdesk.toolforge.org/';

	void tool;
}() );
