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
);
--> statement-breakpoint
INSERT INTO `__new_run_calls`("call_id", "run_id", "action", "table_name", "row_ids", "row_count", "outcome", "at") SELECT "call_id", "run_id", "action", "table_name", "row_ids", "row_count", "outcome", "at" FROM `run_calls`;
--> statement-breakpoint
DROP TABLE `run_calls`;
--> statement-breakpoint
ALTER TABLE `__new_run_calls` RENAME TO `run_calls`;
