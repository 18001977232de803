"""The mails of the forum, written when they are sent: as things stand then, or not at all."""
