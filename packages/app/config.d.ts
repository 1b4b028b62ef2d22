export interface Config {
  itops?: {
    identity?: {
      /**
       * The identity provider. Where it is named, people are offered to sign in with it.
       * @visibility frontend
       */
      issuer: string;
      /**
       * What people call it: "Sankofa account". Default "your account".
       * @visibility frontend
       */
      title?: string;
    };
  };
}
