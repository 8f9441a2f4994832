CREATE VIRTUAL TABLE `clients_fts` USING fts5(name, industry, content='clients', content_rowid='row_key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `clients_fts_insert` AFTER INSERT ON `clients` BEGIN
	INSERT INTO `clients_fts`(rowid, name, industry) VALUES (new.row_key, new.name, new.industry);
END;
--> statement-breakpoint
CREATE TRIGGER `clients_fts_delete` AFTER DELETE ON `clients` BEGIN
	INSERT INTO `clients_fts`(`clients_fts`, rowid, name, industry) VALUES ('delete', old.row_key, old.name, old.industry);
END;
--> statement-breakpoint
CREATE TRIGGER `clients_fts_update` AFTER UPDATE OF name, industry ON `clients` BEGIN
	INSERT INTO `clients_fts`(`clients_fts`, rowid, name, industry) VALUES ('delete', old.row_key, old.name, old.industry);
	INSERT INTO `clients_fts`(rowid, name, industry) VALUES (new.row_key, new.name, new.industry);
END;
--> statement-breakpoint
INSERT INTO `clients_fts`(`clients_fts`) VALUES ('rebuild');
--> statement-breakpoint
CREATE VIRTUAL TABLE `projects_fts` USING fts5(name, ai_summary, content='projects', content_rowid='row_key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `projects_fts_insert` AFTER INSERT ON `projects` BEGIN
	INSERT INTO `projects_fts`(rowid, name, ai_summary) VALUES (new.row_key, new.name, new.ai_summary);
END;
--> statement-breakpoint
CREATE TRIGGER `projects_fts_delete` AFTER DELETE ON `projects` BEGIN
	INSERT INTO `projects_fts`(`projects_fts`, rowid, name, ai_summary) VALUES ('delete', old.row_key, old.name, old.ai_summary);
END;
--> statement-breakpoint
CREATE TRIGGER `projects_fts_update` AFTER UPDATE OF name, ai_summary ON `projects` BEGIN
	INSERT INTO `projects_fts`(`projects_fts`, rowid, name, ai_summary) VALUES ('delete', old.row_key, old.name, old.ai_summary);
	INSERT INTO `projects_fts`(rowid, name, ai_summary) VALUES (new.row_key, new.name, new.ai_summary);
END;
--> statement-breakpoint
INSERT INTO `projects_fts`(`projects_fts`) VALUES ('rebuild');
--> statement-breakpoint
CREATE VIRTUAL TABLE `tasks_fts` USING fts5(title, description, content='tasks', content_rowid='row_key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `tasks_fts_insert` AFTER INSERT ON `tasks` BEGIN
	INSERT INTO `tasks_fts`(rowid, title, description) VALUES (new.row_key, new.title, new.description);
END;
--> statement-breakpoint
CREATE TRIGGER `tasks_fts_delete` AFTER DELETE ON `tasks` BEGIN
	INSERT INTO `tasks_fts`(`tasks_fts`, rowid, title, description) VALUES ('delete', old.row_key, old.title, old.description);
END;
--> statement-breakpoint
CREATE TRIGGER `tasks_fts_update` AFTER UPDATE OF title, description ON `tasks` BEGIN
	INSERT INTO `tasks_fts`(`tasks_fts`, rowid, title, description) VALUES ('delete', old.row_key, old.title, old.description);
	INSERT INTO `tasks_fts`(rowid, title, description) VALUES (new.row_key, new.title, new.description);
END;
--> statement-breakpoint
INSERT INTO `tasks_fts`(`tasks_fts`) VALUES ('rebuild');
--> statement-breakpoint
CREATE VIRTUAL TABLE `checkpoints_fts` USING fts5(title, content='checkpoints', content_rowid='row_key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `checkpoints_fts_insert` AFTER INSERT ON `checkpoints` BEGIN
	INSERT INTO `checkpoints_fts`(rowid, title) VALUES (new.row_key, new.title);
END;
--> statement-breakpoint
CREATE TRIGGER `checkpoints_fts_delete` AFTER DELETE ON `checkpoints` BEGIN
	INSERT INTO `checkpoints_fts`(`checkpoints_fts`, rowid, title) VALUES ('delete', old.row_key, old.title);
END;
--> statement-breakpoint
CREATE TRIGGER `checkpoints_fts_update` AFTER UPDATE OF title ON `checkpoints` BEGIN
	INSERT INTO `checkpoints_fts`(`checkpoints_fts`, rowid, title) VALUES ('delete', old.row_key, old.title);
	INSERT INTO `checkpoints_fts`(rowid, title) VALUES (new.row_key, new.title);
END;
--> statement-breakpoint
INSERT INTO `checkpoints_fts`(`checkpoints_fts`) VALUES ('rebuild');
--> statement-breakpoint
CREATE VIRTUAL TABLE `notes_fts` USING fts5(title, content, content='notes', content_rowid='row_key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `notes_fts_insert` AFTER INSERT ON `notes` BEGIN
	INSERT INTO `notes_fts`(rowid, title, content) VALUES (new.row_key, new.title, new.content);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_fts_delete` AFTER DELETE ON `notes` BEGIN
	INSERT INTO `notes_fts`(`notes_fts`, rowid, title, content) VALUES ('delete', old.row_key, old.title, old.content);
END;
--> statement-breakpoint
CREATE TRIGGER `notes_fts_update` AFTER UPDATE OF title, content ON `notes` BEGIN
	INSERT INTO `notes_fts`(`notes_fts`, rowid, title, content) VALUES ('delete', old.row_key, old.title, old.content);
	INSERT INTO `notes_fts`(rowid, title, content) VALUES (new.row_key, new.title, new.content);
END;
--> statement-breakpoint
INSERT INTO `notes_fts`(`notes_fts`) VALUES ('rebuild');
--> statement-breakpoint
CREATE VIRTUAL TABLE `task_comments_fts` USING fts5(content, content='task_comments', content_rowid='row_key', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `task_comments_fts_insert` AFTER INSERT ON `task_comments` BEGIN
	INSERT INTO `task_comments_fts`(rowid, content) VALUES (new.row_key, new.content);
END;
--> statement-breakpoint
CREATE TRIGGER `task_comments_fts_delete` AFTER DELETE ON `task_comments` BEGIN
	INSERT INTO `task_comments_fts`(`task_comments_fts`, rowid, content) VALUES ('delete', old.row_key, old.content);
END;
--> statement-breakpoint
CREATE TRIGGER `task_comments_fts_update` AFTER UPDATE OF content ON `task_comments` BEGIN
	INSERT INTO `task_comments_fts`(`task_comments_fts`, rowid, content) VALUES ('delete', old.row_key, old.content);
	INSERT INTO `task_comments_fts`(rowid, content) VALUES (new.row_key, new.content);
END;
--> statement-breakpoint
INSERT INTO `task_comments_fts`(`task_comments_fts`) VALUES ('rebuild');
