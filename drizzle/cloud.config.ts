import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './src/cloud/index.ts', out: './migrations/cloud' });
