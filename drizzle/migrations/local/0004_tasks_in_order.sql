DROP INDEX `tasks_project`;--> statement-breakpoint
DROP INDEX `tasks_status`;--> statement-breakpoint
CREATE INDEX `tasks_project` ON `tasks` (`project_id`,`position`);--> statement-breakpoint
CREATE INDEX `tasks_status` ON `tasks` (`status`,`position`);