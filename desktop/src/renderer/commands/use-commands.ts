import { useEffect } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import type { Command } from './create-commands.ts';

/** Offers commands while the component stands. The list must be the same object from render to render. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useAppPowers().commands;
  useEffect(() => registry.register(commands), [registry, commands]);
}
