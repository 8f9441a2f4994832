CREATE TABLE `command_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `command_lines_at` ON `command_lines` (`at`);--> statement-breakpoint
ALTER TABLE `chat_sessions` ADD `forgotten_at` integer;--> statement-breakpoint
CREATE INDEX `runs_ended` ON `runs` (`ended_at`);