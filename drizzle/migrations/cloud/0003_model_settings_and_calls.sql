CREATE TABLE "model_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"session_id" text,
	"run_id" text,
	"agent_id" text,
	"role" text NOT NULL,
	"model" text NOT NULL,
	"step" integer,
	"outcome" text NOT NULL,
	"input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"cached_input_tokens" integer NOT NULL,
	"cache_write_tokens" integer NOT NULL,
	"reasoning_tokens" integer NOT NULL,
	"cost_usd" double precision NOT NULL,
	"is_priced" boolean NOT NULL,
	"latency_ms" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_settings" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"roles" jsonb NOT NULL,
	"local_base_url" text,
	"keys_enc" "bytea",
	"key_id" text,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "model_settings_keys_sealed" CHECK (("model_settings"."keys_enc" is null) = ("model_settings"."key_id" is null))
);
--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_settings" ADD CONSTRAINT "model_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_calls_user" ON "model_calls" USING btree ("workspace_id","user_id","at");--> statement-breakpoint
CREATE INDEX "model_calls_session" ON "model_calls" USING btree ("workspace_id","session_id");--> statement-breakpoint
CREATE INDEX "model_calls_run" ON "model_calls" USING btree ("run_id");--> statement-breakpoint
INSERT INTO "model_calls" ("id", "workspace_id", "user_id", "session_id", "run_id", "role", "model", "outcome", "input_tokens", "output_tokens", "cached_input_tokens", "cache_write_tokens", "reasoning_tokens", "cost_usd", "is_priced", "latency_ms", "at")
SELECT "id", "workspace_id", "user_id", "session_id", "id", 'chat', "model", 'ok', "input_tokens", "output_tokens", "cached_input_tokens", 0, "reasoning_tokens", "cost_usd", true, "worked_ms", coalesce("ended_at", "created_at") FROM "runs" WHERE "input_tokens" > 0 OR "output_tokens" > 0;
