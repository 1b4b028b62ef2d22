import { Writable } from 'node:stream';

/** Where the program speaks: results to stdout, everything for people to stderr. */
export class Output {
  static create(
    options: { stdout?: Writable; stderr?: Writable } = {},
  ): Output {
    return new Output(
      options.stdout ?? process.stdout,
      options.stderr ?? process.stderr,
    );
  }

  private verbose = false;

  private constructor(
    private readonly stdout: Writable,
    private readonly stderr: Writable,
  ) {}

  showDetails(verbose: boolean): void {
    this.verbose = verbose;
  }

  result(text: string): void {
    this.stdout.write(`${text}\n`);
  }

  line(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  /** Only with `--verbose`. */
  detail(text: string): void {
    if (this.verbose) {
      this.line(text);
    }
  }
}
