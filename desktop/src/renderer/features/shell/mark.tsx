/** Adiuva's mark. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path
        d="M9 22.5 14.6 9.8a1.5 1.5 0 0 1 2.8 0L23 22.5"
        fill="none"
        className="stroke-accent-on"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="20.4" r="2.1" className="fill-accent-on" />
    </svg>
  );
}
