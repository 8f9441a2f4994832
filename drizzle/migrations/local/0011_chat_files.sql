CREATE TABLE `chat_attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text,
	`ordinal` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`content_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`upload_id` text,
	`upload_destination` text,
	`upload_expires_at` integer,
	FOREIGN KEY (`request_id`) REFERENCES `chat_requests`(`request_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `chat_attachments_request` ON `chat_attachments` (`request_id`,`ordinal`);--> statement-breakpoint
CREATE INDEX `chat_attachments_sha256` ON `chat_attachments` (`sha256`);--> statement-breakpoint
ALTER TABLE `chat_sessions` ADD `model` text;