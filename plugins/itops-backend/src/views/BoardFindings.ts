import { Finding } from '@sankofa/plugin-itops-common';
import { FindingBoard, FindingService, toWireFinding } from '../findings';
import { SiteView } from '../site';
import { FindingBook } from './PictureService';

/** Findings as they are sent, worked out once for each site and board. */
export class BoardFindings implements FindingBook {
  private kept:
    | { view: SiteView; board: FindingBoard; findings: readonly Finding[] }
    | undefined;

  private constructor(private readonly service: FindingService) {}

  static create(service: FindingService): BoardFindings {
    return new BoardFindings(service);
  }

  async of(view: SiteView): Promise<readonly Finding[]> {
    const board = await (view.asOf === undefined
      ? this.service.current()
      : this.service.at(view.asOf));
    if (this.kept?.view === view && this.kept.board === board) {
      return this.kept.findings;
    }
    const findings = board.findings.map(finding =>
      toWireFinding(finding, view),
    );
    if (view.asOf === undefined) {
      this.kept = { view, board, findings };
    }
    return findings;
  }
}
