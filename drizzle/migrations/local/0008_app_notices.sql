CREATE TABLE `app_notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` text NOT NULL,
	`call_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text,
	`screen` text,
	`table_name` text,
	`row_id` text,
	`tainted` integer DEFAULT 0 NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE INDEX `app_notices_run` ON `app_notices` (`run_id`);--> statement-breakpoint
CREATE INDEX `app_notices_at` ON `app_notices` (`at`);--> statement-breakpoint
CREATE INDEX `app_notices_unclosed` ON `app_notices` (`id`) WHERE state <> 'closed';