// An independent server that speaks the OpenAI protocol, and the environment that points Easel at it.
import { type ChatCompletionRequest, type FixtureFileResponse, type FixtureOpts, LLMock } from "@copilotkit/aimock";

type Answer = string | FixtureFileResponse | ((request: ChatCompletionRequest) => { content: string });

export class ScriptedModel {
  private constructor(private readonly mock: LLMock) {}

  static async start(): Promise<ScriptedModel> {
    const mock = new LLMock({ port: 0, host: "127.0.0.1" });
    await mock.start();
    return new ScriptedModel(mock);
  }

  /** Answers prompts that contain `words`. */
  on(words: string | RegExp, response: Answer, options: FixtureOpts = {}): this {
    this.mock.on({ userMessage: words }, typeof response === "string" ? { content: response } : response, options);
    return this;
  }

  get environment(): Record<string, string> {
    return { OPENAI_BASE_URL: `${this.mock.url}/v1`, OPENAI_API_KEY: "test-key", OPENAI_MODEL: "gpt-test" };
  }

  get requests() {
    return this.mock.getRequests();
  }

  stop(): Promise<void> {
    return this.mock.stop();
  }
}
