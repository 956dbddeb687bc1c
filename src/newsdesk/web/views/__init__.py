"""What each template shows, as frozen values made from what the services know."""
