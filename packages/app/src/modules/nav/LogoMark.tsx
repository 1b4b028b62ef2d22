/**
 * The mark of Sankofa IT Ops: a bird that walks on while it looks back at the
 * seed it carries. Its shape follows the colour of the text around it.
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
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <path d="M3.5 20.5C5.5 25 9.6 27 14.5 27c7.2 0 12.5-4.6 12.5-11.2C27 10 23.3 5.5 18.2 5.5c-3.9 0-6.7 2.4-6.7 5.7" />
      <path d="M11.5 11.2 6.8 9.4" />
      <circle cx="4.4" cy="11.6" r="1.9" fill="#f2b33d" stroke="none" />
      <path d="M12.5 27v3M18.5 26.6V30" />
      <path d="M9.5 19.5c2.6 2.4 7.6 2.6 10.5-.8" />
    </svg>
  );
}
