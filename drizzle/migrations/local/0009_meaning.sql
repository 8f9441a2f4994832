CREATE TABLE `note_embeddings` (
	`key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`note_id` text NOT NULL,
	`content_sha256` text NOT NULL,
	`model` text NOT NULL,
	`vector` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `note_embeddings_text` ON `note_embeddings` (`note_id`,`model`,`content_sha256`);--> statement-breakpoint
CREATE TABLE `note_texts` (
	`note_id` text PRIMARY KEY NOT NULL,
	`content_sha256` text,
	`state` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `note_texts_state` ON `note_texts` (`state`,`note_id`);--> statement-breakpoint
ALTER TABLE `ledger` ADD `destination` text;--> statement-breakpoint
ALTER TABLE `ledger` ADD `model` text;--> statement-breakpoint
CREATE TRIGGER `note_texts_insert` AFTER INSERT ON `notes` BEGIN
	INSERT INTO `note_texts`(note_id) VALUES (new.id)
		ON CONFLICT(note_id) DO UPDATE SET content_sha256 = NULL, state = 'waiting', tries = 0;
END;
--> statement-breakpoint
CREATE TRIGGER `note_texts_update` AFTER UPDATE OF title, content ON `notes` WHEN old.title IS NOT new.title OR old.content IS NOT new.content BEGIN
	UPDATE `note_texts` SET content_sha256 = NULL, state = 'waiting', tries = 0 WHERE note_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `note_texts_delete` AFTER DELETE ON `notes` BEGIN
	DELETE FROM `note_texts` WHERE note_id = old.id;
END;
--> statement-breakpoint
INSERT INTO `note_texts`(note_id) SELECT id FROM `notes`;
