CREATE TABLE "approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"step" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"tool" text NOT NULL,
	"status" text NOT NULL,
	"is_executing" boolean DEFAULT false NOT NULL,
	"content_enc" "bytea" NOT NULL,
	"decision_enc" "bytea",
	"key_id" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"decided_at" bigint,
	"decided_by" text
);
--> statement-breakpoint
ALTER TABLE "messages" ALTER COLUMN "content_enc" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ALTER COLUMN "key_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "connected_node" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "previous_seq" integer GENERATED ALWAYS AS (nullif(seq - 1, 0)) STORED;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "message_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "input_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "output_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "cached_input_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "reasoning_tokens" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "cost_usd" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "state_snapshot" "bytea";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "key_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "content_gone_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "opened_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "lease_beat" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "worked_ms" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- A run opens with its user's message, so that message's place is where the session stood.
UPDATE "runs" SET "opened_seq" = coalesce((SELECT max(m."seq") FROM "messages" m WHERE m."run_id" = "runs"."id" AND m."role" = 'user'), 0);--> statement-breakpoint
UPDATE "sessions" SET
	"message_count" = (SELECT count(*) FROM "messages" m WHERE m."workspace_id" = "sessions"."workspace_id" AND m."session_id" = "sessions"."id"),
	"input_tokens" = (SELECT coalesce(sum(r."input_tokens"), 0) FROM "runs" r WHERE r."workspace_id" = "sessions"."workspace_id" AND r."session_id" = "sessions"."id"),
	"output_tokens" = (SELECT coalesce(sum(r."output_tokens"), 0) FROM "runs" r WHERE r."workspace_id" = "sessions"."workspace_id" AND r."session_id" = "sessions"."id"),
	"cached_input_tokens" = (SELECT coalesce(sum(r."cached_input_tokens"), 0) FROM "runs" r WHERE r."workspace_id" = "sessions"."workspace_id" AND r."session_id" = "sessions"."id"),
	"reasoning_tokens" = (SELECT coalesce(sum(r."reasoning_tokens"), 0) FROM "runs" r WHERE r."workspace_id" = "sessions"."workspace_id" AND r."session_id" = "sessions"."id"),
	"cost_usd" = (SELECT coalesce(sum(r."cost_usd"), 0) FROM "runs" r WHERE r."workspace_id" = "sessions"."workspace_id" AND r."session_id" = "sessions"."id");--> statement-breakpoint
-- Nobody works on anything while the schema changes: what was being worked on is to be taken up.
UPDATE "runs" SET "status" = 'queued', "lease_owner" = NULL WHERE "status" = 'running';--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_call" ON "approvals" USING btree ("run_id","step","ordinal");--> statement-breakpoint
CREATE INDEX "approvals_expiry" ON "approvals" USING btree ("expires_at") WHERE "approvals"."status" = 'PENDING_APPROVAL';--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_without_gaps" FOREIGN KEY ("workspace_id","session_id","previous_seq") REFERENCES "public"."messages"("workspace_id","session_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "runs_one_at_work" ON "runs" USING btree ("workspace_id","session_id") WHERE "runs"."status" = 'running';--> statement-breakpoint
CREATE INDEX "runs_open" ON "runs" USING btree ("workspace_id","kind") WHERE "runs"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "lease_expires_at";--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_seq_from_one" CHECK ("messages"."seq" >= 1);