CREATE TABLE `checkpoints` (
	`row_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`origin` text NOT NULL,
	`external_id` text,
	`is_ai_suggested` integer DEFAULT 0 NOT NULL,
	`is_approved` integer DEFAULT 1 NOT NULL,
	`project_id` text NOT NULL,
	`title` text NOT NULL,
	`day` text NOT NULL,
	`time` text,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `checkpoints_id_unique` ON `checkpoints` (`id`);--> statement-breakpoint
CREATE INDEX `checkpoints_project` ON `checkpoints` (`project_id`);--> statement-breakpoint
CREATE INDEX `checkpoints_day` ON `checkpoints` (`day`,`time`);--> statement-breakpoint
CREATE TABLE `clients` (
	`row_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`origin` text NOT NULL,
	`external_id` text,
	`parent_id` text,
	`name` text NOT NULL,
	`industry` text,
	FOREIGN KEY (`parent_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clients_id_unique` ON `clients` (`id`);--> statement-breakpoint
CREATE INDEX `clients_parent` ON `clients` (`parent_id`);--> statement-breakpoint
CREATE INDEX `clients_name` ON `clients` (`name`);--> statement-breakpoint
CREATE TABLE `notes` (
	`row_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`origin` text NOT NULL,
	`external_id` text,
	`is_ai_suggested` integer DEFAULT 0 NOT NULL,
	`is_approved` integer DEFAULT 1 NOT NULL,
	`project_id` text,
	`title` text NOT NULL,
	`content` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_id_unique` ON `notes` (`id`);--> statement-breakpoint
CREATE INDEX `notes_project` ON `notes` (`project_id`);--> statement-breakpoint
CREATE INDEX `notes_updated` ON `notes` (`updated_at`);--> statement-breakpoint
CREATE TABLE `projects` (
	`row_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`origin` text NOT NULL,
	`external_id` text,
	`is_ai_suggested` integer DEFAULT 0 NOT NULL,
	`is_approved` integer DEFAULT 1 NOT NULL,
	`client_id` text,
	`name` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`ai_summary` text,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `projects_id_unique` ON `projects` (`id`);--> statement-breakpoint
CREATE INDEX `projects_client` ON `projects` (`client_id`);--> statement-breakpoint
CREATE INDEX `projects_status` ON `projects` (`status`);--> statement-breakpoint
CREATE TABLE `task_comments` (
	`row_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`origin` text NOT NULL,
	`external_id` text,
	`task_id` text NOT NULL,
	`author` text NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_comments_id_unique` ON `task_comments` (`id`);--> statement-breakpoint
CREATE INDEX `task_comments_task` ON `task_comments` (`task_id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`row_key` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`origin` text NOT NULL,
	`external_id` text,
	`is_ai_suggested` integer DEFAULT 0 NOT NULL,
	`is_approved` integer DEFAULT 1 NOT NULL,
	`project_id` text,
	`title` text NOT NULL,
	`description` text,
	`status` text DEFAULT 'todo' NOT NULL,
	`priority` text DEFAULT 'medium' NOT NULL,
	`assignee` text DEFAULT '[]' NOT NULL,
	`owed_by` text DEFAULT 'mine' NOT NULL,
	`due_day` text,
	`due_time` text,
	`completed_at` integer,
	`position` real DEFAULT 0 NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_id_unique` ON `tasks` (`id`);--> statement-breakpoint
CREATE INDEX `tasks_project` ON `tasks` (`project_id`);--> statement-breakpoint
CREATE INDEX `tasks_status` ON `tasks` (`status`);--> statement-breakpoint
CREATE INDEX `tasks_due` ON `tasks` (`due_day`,`due_time`);--> statement-breakpoint
CREATE INDEX `tasks_position` ON `tasks` (`position`);--> statement-breakpoint
CREATE INDEX `tasks_updated` ON `tasks` (`updated_at`);--> statement-breakpoint
CREATE TABLE `journal_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`kind` text NOT NULL,
	`after` text NOT NULL,
	`before` text NOT NULL,
	`actor` text NOT NULL,
	`run_id` text,
	`agent_id` text,
	`call_id` text,
	`cause_id` text,
	`active` integer DEFAULT 1 NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `journal_changes_id_unique` ON `journal_changes` (`id`);--> statement-breakpoint
CREATE INDEX `journal_changes_row` ON `journal_changes` (`table_name`,`row_id`,`seq`);--> statement-breakpoint
CREATE INDEX `journal_changes_run` ON `journal_changes` (`run_id`,`seq`);--> statement-breakpoint
CREATE INDEX `journal_changes_cause` ON `journal_changes` (`cause_id`);--> statement-breakpoint
CREATE INDEX `journal_changes_at` ON `journal_changes` (`at`);--> statement-breakpoint
CREATE TABLE `journal_switch_changes` (
	`switch_id` text NOT NULL,
	`change_id` text NOT NULL,
	PRIMARY KEY(`switch_id`, `change_id`)
);
--> statement-breakpoint
CREATE INDEX `journal_switch_changes_change` ON `journal_switch_changes` (`change_id`);--> statement-breakpoint
CREATE TABLE `journal_switches` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`scope_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `journal_switches_id_unique` ON `journal_switches` (`id`);--> statement-breakpoint
CREATE TABLE `executed_calls` (
	`call_id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`payload_sha256` text NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `executed_calls_run` ON `executed_calls` (`run_id`);--> statement-breakpoint
CREATE TABLE `grants` (
	`request_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`limits` text NOT NULL,
	`state` text NOT NULL,
	`run_id` text,
	`store_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`first_sent_at` integer,
	`expires_at` integer,
	`bound_at` integer,
	`closed_at` integer,
	`close_reason` text,
	`calls` integer DEFAULT 0 NOT NULL,
	`rows_read` integer DEFAULT 0 NOT NULL,
	`bytes_read` integer DEFAULT 0 NOT NULL,
	`inserts` integer DEFAULT 0 NOT NULL,
	`updates` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `grants_run_id_unique` ON `grants` (`run_id`);--> statement-breakpoint
CREATE INDEX `grants_state` ON `grants` (`state`);--> statement-breakpoint
CREATE TABLE `chat_requests` (
	`request_id` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`frame` text NOT NULL,
	`state` text NOT NULL,
	`failure` text,
	`run_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `chat_sessions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `chat_requests_position` ON `chat_requests` (`session_id`,`position`);--> statement-breakpoint
CREATE INDEX `chat_requests_state` ON `chat_requests` (`state`);--> statement-breakpoint
CREATE TABLE `chat_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_activity_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `chat_sessions_activity` ON `chat_sessions` (`last_activity_at`);--> statement-breakpoint
CREATE TABLE `run_calls` (
	`call_id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`action` text NOT NULL,
	`table_name` text,
	`row_ids` text NOT NULL,
	`row_count` integer NOT NULL,
	`outcome` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `run_calls_run` ON `run_calls` (`run_id`);--> statement-breakpoint
CREATE TABLE `run_events` (
	`run_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`frame` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`run_id` text PRIMARY KEY NOT NULL,
	`request_id` text,
	`session_id` text,
	`agent_id` text,
	`kind` text NOT NULL,
	`model` text,
	`status` text NOT NULL,
	`response` text,
	`code` text,
	`usage` text,
	`last_seq` integer DEFAULT 0 NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`announced` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `runs_started` ON `runs` (`started_at`);--> statement-breakpoint
CREATE INDEX `runs_status` ON `runs` (`status`);--> statement-breakpoint
CREATE INDEX `runs_session` ON `runs` (`session_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
