/**
 * The mark of Sankofa IT Ops: one line that goes forward and turns back to the
 * seed it came from. It takes the colour of the text around it.
 */
export function LogoMark(props: { size?: number; title?: string }) {
  const { size = 28, title } = props;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <path d="M3.5 14.5C4.5 22.5 9.5 28 16.5 28 23.5 28 28.5 23 28.5 16.5 28.5 9.5 23.5 4.5 17.8 4.5 14 4.5 11.5 6.7 11.5 9.8" />
      <path d="M9.5 17.5C11.5 21 15.5 22.2 19.5 20.2" />
      <circle cx="11.5" cy="13.6" r="2" fill="#f2b33d" stroke="none" />
    </svg>
  );
}
