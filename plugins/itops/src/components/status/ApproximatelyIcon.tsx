/** ≈, in the manner of the other icons, which have no such sign. */
export function ApproximatelyIcon(props: {
  size?: number | string;
  className?: string;
}) {
  const { size = 24, className } = props;
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4 10c2.7-3.6 5.3-3.6 8 0s5.3 3.6 8 0M4 17c2.7-3.6 5.3-3.6 8 0s5.3 3.6 8 0" />
    </svg>
  );
}
