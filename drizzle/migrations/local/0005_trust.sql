CREATE TABLE `approvals` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`approval_id` text NOT NULL,
	`kind` text NOT NULL,
	`run_id` text,
	`action` text NOT NULL,
	`table_name` text,
	`row_id` text,
	`payload_sha256` text NOT NULL,
	`call` text NOT NULL,
	`edited` text,
	`why` text NOT NULL,
	`summary` text NOT NULL,
	`shown` text NOT NULL,
	`base_revision` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`answered_at` integer,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `approvals_id` ON `approvals` (`approval_id`);--> statement-breakpoint
CREATE INDEX `approvals_run` ON `approvals` (`run_id`);--> statement-breakpoint
CREATE INDEX `approvals_pending` ON `approvals` (`expires_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `client_rules` (
	`client_id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger` (
	`seq` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`call_id` text NOT NULL,
	`action` text NOT NULL,
	`table_name` text,
	`row_ids` text NOT NULL,
	`revisions` text,
	`row_count` integer NOT NULL,
	`bytes` integer NOT NULL,
	`clients` text,
	`withheld` integer DEFAULT 0 NOT NULL,
	`replaced` integer DEFAULT 0 NOT NULL,
	`counted` integer DEFAULT 1 NOT NULL,
	`payload_sha256` text NOT NULL,
	`journal_seq` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ledger_run` ON `ledger` (`run_id`,`seq`);--> statement-breakpoint
CREATE TABLE `pseudonyms` (
	`token` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pseudonyms_value` ON `pseudonyms` (`kind`,`value`);--> statement-breakpoint
CREATE TABLE `warnings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`topic` text NOT NULL,
	`run_id` text,
	`code` text,
	`action` text,
	`table_name` text,
	`row_id` text,
	`sentence` text NOT NULL,
	`count` integer DEFAULT 1 NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	`dismissed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `warnings_topic` ON `warnings` (`topic`);--> statement-breakpoint
INSERT INTO `ledger` (`run_id`, `call_id`, `action`, `table_name`, `row_ids`, `row_count`, `bytes`, `counted`, `payload_sha256`, `journal_seq`, `at`)
	SELECT `run_id`, `call_id`, `action`, `table_name`, `row_ids`, `row_count`, 0, 0, `payload_sha256`, (SELECT coalesce(max(`seq`), 0) FROM `journal_changes`), `at`
	FROM `run_calls` ORDER BY `at`, `call_id`;--> statement-breakpoint
DROP TABLE `run_calls`;--> statement-breakpoint
ALTER TABLE `checkpoints` ADD `tainted` integer;--> statement-breakpoint
CREATE INDEX `checkpoints_tainted` ON `checkpoints` (`id`) WHERE coalesce(tainted, origin = 'import');--> statement-breakpoint
ALTER TABLE `clients` ADD `tainted` integer;--> statement-breakpoint
CREATE INDEX `clients_tainted` ON `clients` (`id`) WHERE coalesce(tainted, origin = 'import');--> statement-breakpoint
ALTER TABLE `notes` ADD `tainted` integer;--> statement-breakpoint
CREATE INDEX `notes_tainted` ON `notes` (`id`) WHERE coalesce(tainted, origin = 'import');--> statement-breakpoint
ALTER TABLE `projects` ADD `tainted` integer;--> statement-breakpoint
CREATE INDEX `projects_tainted` ON `projects` (`id`) WHERE coalesce(tainted, origin = 'import');--> statement-breakpoint
ALTER TABLE `task_comments` ADD `tainted` integer;--> statement-breakpoint
CREATE INDEX `task_comments_tainted` ON `task_comments` (`id`) WHERE coalesce(tainted, origin = 'import');--> statement-breakpoint
ALTER TABLE `tasks` ADD `tainted` integer;--> statement-breakpoint
CREATE INDEX `tasks_tainted` ON `tasks` (`id`) WHERE coalesce(tainted, origin = 'import');--> statement-breakpoint
ALTER TABLE `grants` ADD `tainted` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `destination` text;
