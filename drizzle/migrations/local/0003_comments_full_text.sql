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
