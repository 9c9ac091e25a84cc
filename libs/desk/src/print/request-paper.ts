import { urgencies, type Bilingual, type Catalogue, type Subject } from '@lianzhi/contracts';
import { ChinesePdf, type FontFile } from '@lianzhi/platform';
import type { DocumentReference } from '@lianzhi/exchange';
import type { RequestDetail } from '../requests/request-detail';
import { filled, momentOf, sayIn, words, type PaperLanguage, type Say } from './paper-words';
import type { PaperLine } from './value-lines';

export interface PaperContext {
  request: RequestDetail;
  /** Undefined for a type that this desk no longer knows. */
  contract: ReturnType<Catalogue['find']>;
  /** Whether the requester keeps enforcement cases; others send a request for assistance, not a notice of enforcement. */
  requesterHoldsCases: boolean;
  /** Name of an organisation. */
  nameOf: (code: string) => string;
  language: PaperLanguage;
  /** Who prints it, and when (business time, RFC 3339). */
  printedBy: string;
  printedAt: string;
  font?: FontFile;
}

/** A paper about one request: head, numbered sections, signature. */
export class RequestPaper {
  readonly say: Say;
  private readonly pdf: ChinesePdf;
  private sections = 0;

  constructor(private readonly context: PaperContext, private readonly kind: 'notice' | 'receipt') {
    this.say = sayIn(context.language);
    this.pdf = new ChinesePdf({ title: `${this.title()} ${context.request.caseNumber}`, language: context.language, madeAt: new Date(context.printedAt) }, context.font);
  }

  /** Who writes to whom about what. */
  head(opening: Bilingual): this {
    const { request, nameOf } = this.context;
    const [writer, reader] = this.kind === 'notice' ? [request.from, request.to] : [request.to, request.from];
    this.pdf.write(nameOf(writer), { size: 15, align: 'center' }).gap(2).write(this.title(), { size: 21, align: 'center' }).gap(4)
      .write(request.caseNumber, { align: 'right' }).write(filled(this.say(words.of), { id: request.id }), { size: 8.5, align: 'right', color: '#595959' }).gap(6).rule('#a8071a').gap(4)
      .write(`${nameOf(reader)}：`, { size: 12 }).gap(2)
      .write(filled(this.say(opening), { case: request.caseNumber, what: this.say(request.title, request.type) }), { size: 12 });
    return this;
  }

  section(title: Bilingual, lines: readonly PaperLine[]): this {
    if (lines.length === 0) return this;
    this.sections += 1;
    const number = this.context.language === 'en' ? `${this.sections}. ` : `${'一二三四五六七八九'[this.sections - 1] ?? this.sections}、`;
    this.pdf.gap(9).write(`${number}${this.say(title)}`, { size: 12.5 }).gap(2);
    for (const { title: name, value, depth } of lines) this.pdf.write(value === undefined ? name : name === '' ? value : `${name}${this.context.language === 'en' ? ': ' : '：'}${value}`, { size: 11, left: 24 + depth * 16, ...(value === undefined && { color: '#595959' }) });
    return this;
  }

  /** The papers that go with it, each by the hash that its content must have. */
  documents(documents: readonly DocumentReference[]): PaperLine[] {
    return documents.flatMap(({ kind, name, sha256 }, index) => [{ title: '', value: `${index + 1}. ${kind}${name === undefined ? '' : `（${name}）`}`, depth: 0 }, { title: 'SHA-256', value: sha256, depth: 1 }]);
  }

  party(): PaperLine[] {
    const { subject } = this.context.request;
    if (subject === null) return [];
    const number = 'idNumber' in subject ? subject.idNumber : (subject as Extract<Subject, { kind: 'company' }>).creditCode;
    return [{ title: subject.name, value: number ?? '', depth: 0 }];
  }

  urgency(): string {
    return this.say(urgencies[this.context.request.urgency]);
  }

  /** @param at RFC 3339: the day under the signature */
  async end(at: string): Promise<Buffer> {
    const { request, nameOf, language, printedAt, printedBy } = this.context;
    const { pdf, say } = this;
    pdf.gap(28).write(`${nameOf(this.kind === 'notice' ? request.from : request.to)}${say(words.seal)}`, { size: 12, align: 'right' }).write(momentOf(at.slice(0, 10), language), { size: 12, align: 'right' }).gap(16).rule()
      .write(filled(say(words.made), { who: printedBy, when: momentOf(printedAt, language) }), { size: 8.5, color: '#595959' });
    if (pdf.missing.size > 0) pdf.write(filled(say(words.rare), { list: [...pdf.missing].map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase()}`).join(', ') }), { size: 8.5, color: '#a8071a' });
    return pdf.end((n, of) => filled(say(words.page), { n, of }));
  }

  private title(): string {
    const title = this.say(this.context.requesterHoldsCases ? words.notice : words.noticeOfOthers);
    return this.kind === 'notice' ? title : `${title}${this.say(words.receipt)}`;
  }
}
