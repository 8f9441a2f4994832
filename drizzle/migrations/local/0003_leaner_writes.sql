DROP INDEX `journal_changes_cause`;--> statement-breakpoint
CREATE INDEX `journal_changes_cause` ON `journal_changes` (`cause_id`) WHERE cause_id is not null;
--> statement-breakpoint
CREATE TABLE `__new_run_calls` (
	`call_id` text NOT NULL,
	`run_id` text NOT NULL,
	`action` text NOT NULL,
	`table_name` text,
	`row_ids` text NOT NULL,
	`row_count` integer NOT NULL,
	`outcome` text NOT NULL,
	`payload_sha256` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `call_id`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_run_calls` SELECT "call_id", "run_id", "action", "table_name", "row_ids", "row_count", "outcome", "payload_sha256", "at" FROM `run_calls`;
--> statement-breakpoint
DROP TABLE `run_calls`;
--> statement-breakpoint
ALTER TABLE `__new_run_calls` RENAME TO `run_calls`;
--> statement-breakpoint
CREATE TABLE `__new_executed_calls` (
	`call_id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`payload_sha256` text NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_executed_calls` SELECT "call_id", "run_id", "payload_sha256", "result", "at" FROM `executed_calls`;
--> statement-breakpoint
DROP TABLE `executed_calls`;
--> statement-breakpoint
ALTER TABLE `__new_executed_calls` RENAME TO `executed_calls`;
--> statement-breakpoint
CREATE INDEX `executed_calls_run` ON `executed_calls` (`run_id`);
