import { once } from 'node:events';
import WebSocket from 'ws';

const OPENING_AT_ONCE = 100;

/** What a crowd sends and is answered with: whose message it is, and which. */
export interface CrowdMessage {
  readonly action: string;
  readonly member: number;
  readonly number: number;
}

/** Many clients of a two-way route that sends each message back, perhaps with more members. */
export class Crowd {
  /** Responses that are not the next of their member. */
  readonly wrong: string[] = [];
  answered = 0;
  private readonly members: Member[] = [];

  /** Opens connections, some at once. */
  static async open(url: string, count: number): Promise<Crowd> {
    const crowd = new Crowd();
    while (crowd.members.length < count) {
      const first = crowd.members.length;
      const next = Array.from({ length: Math.min(OPENING_AT_ONCE, count - first) }, (_, index) =>
        Member.open(url, first + index, crowd),
      );
      crowd.members.push(...(await Promise.all(next)));
    }
    return crowd;
  }

  get size(): number {
    return this.members.length;
  }

  /** Has a member send its next message. */
  send(member: number): void {
    this.members[member % this.members.length]?.send();
  }

  /** Resolves when every message of every member is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.members.map((member) => member.settled()));
  }

  /** Closes every connection; the codes with which they end, each once. */
  async close(): Promise<readonly number[]> {
    return [...new Set(await Promise.all(this.members.map((member) => member.close())))];
  }
}

class Member {
  readonly closed: Promise<number>;
  private sent = 0;
  private answered = 0;
  private onSettled: (() => void) | undefined;

  private constructor(
    private readonly socket: WebSocket,
    private readonly number: number,
    private readonly crowd: Crowd,
  ) {
    socket.on('message', (data: Buffer) => this.receive(data.toString('utf8')));
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  static async open(url: string, number: number, crowd: Crowd): Promise<Member> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, 'open');
    return new Member(socket, number, crowd);
  }

  send(): void {
    const message: CrowdMessage = { action: 'echo', member: this.number, number: this.sent++ };
    this.socket.send(JSON.stringify(message));
  }

  settled(): Promise<void> {
    return this.answered === this.sent ? Promise.resolve() : new Promise((resolve) => (this.onSettled = resolve));
  }

  close(): Promise<number> {
    this.socket.close(1000);
    return this.closed;
  }

  /** Responses to messages of one connection may change their order; those of these functions do not. */
  private receive(text: string): void {
    const { member, number } = JSON.parse(text) as CrowdMessage;
    if (member !== this.number || number !== this.answered) this.crowd.wrong.push(text);
    this.answered++;
    this.crowd.answered++;
    if (this.answered === this.sent) this.onSettled?.();
  }
}
