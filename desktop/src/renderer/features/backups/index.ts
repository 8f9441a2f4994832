import { lazy } from 'react';

export { type BackupsStore, createBackupsStore } from './create-backups-store.ts';
export const BackupsSection = lazy(() => import('./backups-section.tsx').then((part) => ({ default: part.BackupsSection })));
export const RecoveryScreen = lazy(() => import('./recovery-screen.tsx').then((part) => ({ default: part.RecoveryScreen })));
