CREATE TABLE `ledger_clients` (
	`client_id` text NOT NULL,
	`seq` integer NOT NULL,
	`rows` integer NOT NULL,
	PRIMARY KEY(`client_id`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `ledger_totals` (
	`hour` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`reads` integer NOT NULL,
	`rows` integer NOT NULL,
	`bytes` integer NOT NULL,
	PRIMARY KEY(`kind`, `hour`, `key`)
);
--> statement-breakpoint
CREATE INDEX `ledger_table` ON `ledger` (`table_name`,`seq`);